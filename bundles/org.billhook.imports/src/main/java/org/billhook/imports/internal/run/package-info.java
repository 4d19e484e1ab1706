/**
 * Imports as jobs: uploads, pages that are posted in turn, going on after a kill, dry runs. Begin with {@code
 * Imports}, then {@code ImportRunner}.
 */
package org.billhook.imports.internal.run;
