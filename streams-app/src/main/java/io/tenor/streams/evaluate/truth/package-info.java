/** What was really to be heard: labels of one or several annotators, and what they agree on. */
package io.tenor.streams.evaluate.truth;
