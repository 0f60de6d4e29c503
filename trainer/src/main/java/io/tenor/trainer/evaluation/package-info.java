/** Speaker-independent evaluation, calibration and figures. */
package io.tenor.trainer.evaluation;
