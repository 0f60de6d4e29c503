package io.tenor.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What all pages have: one file that needs no other, light and dark, any width. */
public final class Page {

  private Page() {}

  /** Opens a page with its heading; texts and figures follow. */
  public static Markup open(String title) {
    Markup page = new Markup();
    page.raw("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "color-scheme", "content", "light dark");
    page.element("title", title).open("style").raw(style()).close("style").close("head");
    return page.open("body").open("main").element("h1", title);
  }

  /** Ends what {@link #open} began. */
  public static String close(Markup page) {
    return page.close("main").close("body").close("html").toString();
  }

  /** Writes a page, making its folder. */
  public static void write(String page, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, page);
  }

  /** A picture with a title above and a caption below. */
  public static void picture(Markup page, String title, String markup, String caption) {
    page.open("figure").element("h2", title).raw(markup);
    page.element("figcaption", caption).close("figure");
  }

  /** Opens a table that scrolls by itself where it is too wide, with its head. */
  public static void openTable(Markup page, List<String> columns) {
    page.open("div", "class", "wide").open("table").open("thead").open("tr");
    columns.forEach(column -> page.element("th", column, "scope", "col"));
    page.close("tr").close("thead").open("tbody");
  }

  /** Ends what {@link #openTable} began. */
  public static void closeTable(Markup page) {
    page.close("tbody").close("table").close("div");
  }

  private static String style() {
    try (InputStream css = Page.class.getResourceAsStream("report.css")) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
