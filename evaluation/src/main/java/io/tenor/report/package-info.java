/** Pages and pictures of figures: HTML and SVG in one file that needs no other. */
package io.tenor.report;
