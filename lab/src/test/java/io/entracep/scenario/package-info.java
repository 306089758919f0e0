/** Tests of scenarios, and the scenarios of the repository. */
package io.entracep.scenario;
