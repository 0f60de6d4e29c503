/**
 * What is made of measurements: ratios to what stands beside, and what changed since a baseline.
 */
package io.tenor.benchmarks.report;
