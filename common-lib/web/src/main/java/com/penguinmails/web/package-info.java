/**
 * What every HTTP answer has in common: problem details, request ids, paging, idempotency keys and a true OpenAPI document.
 */
@NullMarked
package com.penguinmails.web;

import org.jspecify.annotations.NullMarked;
