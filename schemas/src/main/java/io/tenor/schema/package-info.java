/**
 * The public contract of Tenor: topic names, record headers, the JSON events and their serdes. A
 * program that consumes events or alerts needs this module and nothing else of Tenor.
 */
package io.tenor.schema;
