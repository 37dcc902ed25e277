/** Tests of what a stack keeps on disk. They write to temporary folders only. */
@NullMarked
package com.penguinmails.localstack.state;

import org.jspecify.annotations.NullMarked;
