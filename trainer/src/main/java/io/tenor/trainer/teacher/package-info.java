/** A frozen speech encoder whose embeddings a network learns to predict (distillation). */
package io.tenor.trainer.teacher;
