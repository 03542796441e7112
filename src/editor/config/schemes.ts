/** All config vars of one app as a document. */
export const configScheme = "heroku-config";

/** One side of a comparison, to be read only. */
export const comparedScheme = "heroku-config-compared";

/** The language of the documents: dotenv's, with settings of its own. */
export const configLanguage = "heroku-config";
