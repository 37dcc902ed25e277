/**
 * What one local stack keeps on disk: its folder, its secrets, its ports, its description for other programs. Several stacks live
 * side by side, each in a folder of its own.
 */
@NullMarked
package com.penguinmails.localstack.state;

import org.jspecify.annotations.NullMarked;
