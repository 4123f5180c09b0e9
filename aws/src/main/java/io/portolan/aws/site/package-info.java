/** Several accounts and regions behind one provider: each resource is in one of them. */
@org.jspecify.annotations.NullMarked
package io.portolan.aws.site;
