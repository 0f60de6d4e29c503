/**
 * What a process keeps in the temporary directory, and who removes it when the process was killed.
 */
package io.tenor.process;
