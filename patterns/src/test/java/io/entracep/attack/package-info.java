/** Tests of the names of ATT&CK. */
package io.entracep.attack;
