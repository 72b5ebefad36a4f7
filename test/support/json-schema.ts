/** As much of JSON Schema as the published descriptions use. A keyword it does not know is an error, so that nothing is passed over in silence. */
export type Schema = Record<string, unknown>;

/** Where `$ref` leads. */
export type Resolve = (ref: string) => Schema;

const SILENT = new Set(["description", "title", "default", "x-status"]);

/** What is wrong with this value, as paths with reasons; empty when it is valid. */
export function problemsOf(schema: Schema, value: unknown, resolve: Resolve, at = "$"): string[] {
  return Object.entries(schema).flatMap(([keyword, rule]) => {
    if (SILENT.has(keyword)) return [];
    const check = CHECKS[keyword];
    if (!check) throw new Error(`${at}: the keyword ${keyword} is not known`);
    const problem = check(rule as never, value, { resolve, at, schema });
    return typeof problem === "boolean" ? (problem ? [] : [`${at} ${keyword}`]) : problem;
  });
}

interface Place {
  resolve: Resolve;
  at: string;
  schema: Schema;
}

type Check = (rule: never, value: unknown, place: Place) => boolean | string[];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const lengthOf = (text: string) => [...text].length;

const CHECKS: Record<string, Check> = {
  $ref: (ref: string, value, { resolve, at }) => problemsOf(resolve(ref), value, resolve, at),
  const: (expected: unknown, value) => value === expected,
  enum: (values: unknown[], value) => values.includes(value),
  type: (type: string, value) => {
    if (type === "integer") return Number.isInteger(value);
    if (type === "array") return Array.isArray(value);
    if (type === "object") return isObject(value);
    return type === "null" ? value === null : typeof value === type;
  },
  minimum: (least: number, value) => typeof value !== "number" || value >= least,
  maximum: (most: number, value) => typeof value !== "number" || value <= most,
  minLength: (least: number, value) => typeof value !== "string" || lengthOf(value) >= least,
  maxLength: (most: number, value) => typeof value !== "string" || lengthOf(value) <= most,
  pattern: (pattern: string, value) => typeof value !== "string" || new RegExp(pattern, "u").test(value),
  minItems: (least: number, value) => !Array.isArray(value) || value.length >= least,
  maxItems: (most: number, value) => !Array.isArray(value) || value.length <= most,
  items: (items: Schema, value, { resolve, at }) =>
    Array.isArray(value) ? value.flatMap((item, index) => problemsOf(items, item, resolve, `${at}[${index}]`)) : true,
  required: (names: string[], value, { at }) =>
    isObject(value) ? names.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name} is missing`) : true,
  properties: (properties: Record<string, Schema>, value, { resolve, at }) =>
    isObject(value)
      ? Object.entries(properties).flatMap(([name, schema]) =>
          Object.hasOwn(value, name) ? problemsOf(schema, value[name], resolve, `${at}.${name}`) : [],
        )
      : true,
  additionalProperties: (rest: Schema, value, { resolve, at, schema }) =>
    isObject(value)
      ? Object.entries(value)
          .filter(([name]) => !Object.hasOwn((schema.properties ?? {}) as object, name))
          .flatMap(([name, item]) => problemsOf(rest, item, resolve, `${at}.${name}`))
      : true,
  allOf: (schemas: Schema[], value, { resolve, at }) => schemas.flatMap((schema) => problemsOf(schema, value, resolve, at)),
  oneOf: (schemas: Schema[], value, { resolve, at }) =>
    schemas.filter((schema) => problemsOf(schema, value, resolve, at).length === 0).length === 1,
};

/** Every property that an object schema names, through `$ref` and `allOf`. */
export function propertiesOf(schema: Schema, resolve: Resolve): Set<string> {
  const own = Object.keys((schema.properties ?? {}) as object);
  const parts = [...((schema.allOf ?? []) as Schema[]), ...(typeof schema.$ref === "string" ? [resolve(schema.$ref)] : [])];
  return new Set([...own, ...parts.flatMap((part) => [...propertiesOf(part, resolve)])]);
}

/** The fields of this value, at any depth, that no schema names: as paths. What is valid only by one of several is looked at through that one. */
export function unnamedIn(schema: Schema, value: unknown, resolve: Resolve, at = "$"): string[] {
  const parts = partsOf(schema, value, resolve);
  if (Array.isArray(value)) {
    const items = { allOf: parts.flatMap(({ items }) => (items ? [items] : [])) };
    return value.flatMap((item, index) => unnamedIn(items, item, resolve, `${at}[${index}]`));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, field]) => {
    const named = parts.flatMap(
      ({ properties, additionalProperties }) => (properties as Schema)?.[name] ?? additionalProperties ?? [],
    );
    return named.length > 0 ? unnamedIn({ allOf: named }, field, resolve, `${at}.${name}`) : [`${at}.${name}`];
  });
}

/** A schema and all that it is made of, as far as this value is valid by it. */
function partsOf(schema: Schema, value: unknown, resolve: Resolve): Schema[] {
  const { $ref, allOf = [], oneOf = [] } = schema as { $ref?: string; allOf?: Schema[]; oneOf?: Schema[] };
  const fitting = oneOf.filter((option) => problemsOf(option, value, resolve).length === 0);
  const parts = [...allOf, ...fitting, ...($ref === undefined ? [] : [resolve($ref)])];
  return [schema, ...parts.flatMap((part) => partsOf(part, value, resolve))];
}

/** `#/…` within the own document, `openapi.json#/…` in the other. */
export function resolverOf(document: object, openapi: object): Resolve {
  return (ref) => {
    const [file, path = ""] = ref.split("#/");
    const start: unknown = file === "openapi.json" ? openapi : document;
    const found = path.split("/").reduce<unknown>((node, name) => (node as Record<string, unknown> | undefined)?.[name], start);
    if (!found) throw new Error(`${ref} leads nowhere`);
    return file === "openapi.json" && document !== openapi ? inOther(found as Schema) : (found as Schema);
  };
}

/** A schema of the other document: its own references stay over there. */
function inOther(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"openapi.json#/')) as Schema;
}
