/** Resources for mappings, checks and imports. */
package org.billhook.imports.internal.rest;
