/**
 * What a deployment of many sensors needs, computed from what one chunk, column and window costs,
 * and held against runs that were measured. Pure Java: it could be done on paper.
 */
package io.tenor.streams.sizing;
