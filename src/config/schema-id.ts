/** Where editors find the JSON schema of only6.yaml. */
export const schemaId = 'https://raw.githubusercontent.com/only6/only6/main/only6.schema.json';
