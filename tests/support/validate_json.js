// SPDX-License-Identifier: Apache-2.0
// node validate_json.js SCHEMA DOCUMENT...: validates with Ajv (Debian's node-ajv: JSON Schema draft-07
// and draft-04). Ends with 1 and a line for each mistake; with 77 where there is no Ajv, which ctest counts as skipped.
'use strict';
const fs = require('fs');

function load_ajv() {
  // Debian keeps modules here; a node of another origin does not look there by itself.
  const places = [process.env.NODE_PATH, '/usr/share/nodejs'].filter(Boolean);
  process.env.NODE_PATH = places.join(':');
  require('module').Module._initPaths();
  try {
    const found = require('ajv');
    return found.default || found;
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    console.error('no Ajv here: ./dev setup installs it');
    process.exit(77);
  }
}

const [schema_path, ...documents] = process.argv.slice(2);
if (!schema_path || documents.length === 0) {
  console.error('usage: node validate_json.js SCHEMA DOCUMENT...');
  process.exit(2);
}
const Ajv = load_ajv();
// JSON Schema means Unicode by \\p{L}; this Ajv compiles patterns without the flag that says so.
global.RegExp = class extends RegExp {
  constructor(pattern, flags = '') {
    const unicode = typeof pattern === 'string' && pattern.includes('\\p{') && !flags.includes('u');
    super(pattern, unicode ? flags + 'u' : flags);
  }
};
const schema = JSON.parse(fs.readFileSync(schema_path, 'utf8'));
const is_draft_04 = String(schema.$schema).includes('draft-04');
const ajv = new Ajv({ allErrors: true, schemaId: is_draft_04 ? 'id' : '$id' });
if (is_draft_04) ajv.addMetaSchema(require('ajv/lib/refs/json-schema-draft-04.json'));
const validate = ajv.compile(schema);
let failed = false;
for (const document of documents) {
  if (validate(JSON.parse(fs.readFileSync(document, 'utf8')))) continue;
  failed = true;
  for (const error of validate.errors)
    console.error(`${document}: ${error.dataPath || error.instancePath || '/'} ${error.message}`);
}
process.exit(failed ? 1 : 0);
