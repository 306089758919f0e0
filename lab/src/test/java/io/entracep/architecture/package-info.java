/** Rules about the whole tree. */
package io.entracep.architecture;
