/** Tests of the report. */
package io.entracep.report;
