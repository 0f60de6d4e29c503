/** Utterances as training samples: variants, crops, augmentation. */
package io.tenor.trainer.data;
