/** A browser has no files: what stands in place of Node's own module for a library that asks for it and never uses it there. */
const noFiles = {};

export default noFiles;
