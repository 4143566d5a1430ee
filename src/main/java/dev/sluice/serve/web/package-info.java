/** The page: what people look at in a browser, and the few actions that it offers. */
@NullMarked
package dev.sluice.serve.web;

import org.jspecify.annotations.NullMarked;
