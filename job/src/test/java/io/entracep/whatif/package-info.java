/** Tests of other settings. */
package io.entracep.whatif;
