/** Tests of incidents. */
package io.entracep.incident;
