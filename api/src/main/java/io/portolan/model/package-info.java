/** The words that every resource family shares: keys, kinds, references, fields, sizes, addresses, features. */
@NullMarked
package io.portolan.model;

import org.jspecify.annotations.NullMarked;
