/** Placeholder. */
package io.entracep.job;
