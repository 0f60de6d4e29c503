/** Export to ONNX, and the checks a model passes before it is written. */
package io.tenor.trainer.onnx;
