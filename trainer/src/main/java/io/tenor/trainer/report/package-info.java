/** Figures of a cross-validation, and how a person or a program reads them. */
package io.tenor.trainer.report;
