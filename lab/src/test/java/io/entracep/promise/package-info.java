/** The promises of the design, held over generated streams and over every way to run. */
package io.entracep.promise;
