/** Folders whose scripts and small programs build, check and release. */
export const workshop = /^(?:hack|\.?ci|\.github|\.circleci|jenkins)$/;

/** Parts of the names of images and services that are for those who work on a program, not for the cluster. */
export const forDevelopers =
  /(?:^|[._-])(?:dev|devel|devmode|development|tests?|testing|debug|local|ci|e2e|builder|bench|cypress|override)(?:[._-]|$)/i;
