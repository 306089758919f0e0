/** Placeholder. */
package io.entracep.event;
