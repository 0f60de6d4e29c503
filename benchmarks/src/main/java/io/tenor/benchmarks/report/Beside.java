package io.tenor.benchmarks.report;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the benchmark that stands beside this one: usually its floor, the work that it cannot do
 * without. Only the ratio of the two is compared, since machines differ.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Beside.All.class)
public @interface Beside {

  /** A benchmark method of the same class; it is run with the same parameters. */
  String value();

  /** The ratio that is aimed at; infinite where there is no aim. */
  double atMost() default Double.POSITIVE_INFINITY;

  /** What the compiler makes of several. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface All {

    /** All of them. */
    Beside[] value();
  }
}
