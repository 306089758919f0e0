/** Tests of what receivers are told. */
package io.entracep.told;
