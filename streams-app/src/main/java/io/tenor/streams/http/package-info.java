/**
 * HTTP servers whose clients are bounded in number and in time: half requests, bodies that come a
 * byte at a time, clients that do not read, and connections that are only held.
 */
package io.tenor.streams.http;
