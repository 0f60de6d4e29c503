package io.tenor.report;

import java.util.Locale;

/** Writes well-formed HTML and SVG: texts and attributes are escaped, tags are closed. */
public final class Markup {

  private final StringBuilder out = new StringBuilder();

  /** Opens an element; attributes as names and values in turn. */
  public Markup open(String tag, Object... attributes) {
    start(tag, attributes);
    out.append('>');
    return this;
  }

  /** An element without content. */
  public Markup empty(String tag, Object... attributes) {
    start(tag, attributes);
    out.append("/>");
    return this;
  }

  /** Closes an element. */
  public Markup close(String tag) {
    out.append("</").append(tag).append(">\n");
    return this;
  }

  /** An element that holds a text. */
  public Markup element(String tag, String text, Object... attributes) {
    open(tag, attributes);
    text(text);
    return close(tag);
  }

  /** A text, escaped. */
  public Markup text(String text) {
    out.append(escape(text));
    return this;
  }

  /** Markup that is well-formed already. */
  public Markup raw(String markup) {
    out.append(markup);
    return this;
  }

  private void start(String tag, Object... attributes) {
    out.append('<').append(tag);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escape(value(attributes[i + 1]))).append('"');
    }
  }

  private static String value(Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.2f", number)
        : value.toString();
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
