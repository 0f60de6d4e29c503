/**
 * What recognised emotions are worth: counts of what was acted against what was heard, and how far
 * confidence can be believed.
 */
package io.tenor.evaluation;
