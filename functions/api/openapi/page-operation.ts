import { html } from 'hono/html';
import type { oas31 } from 'zod-openapi';
import { fieldsTable, mustMark, nameIn, type Schema, typeOf } from './page-schema.ts';
import { type Html, inBoth, json, paragraphs } from './page-text.ts';

export interface Shown {
  readonly method: string;
  readonly path: string;
  readonly operation: oas31.OperationObject;
}

type Parameter = oas31.ParameterObject;
type Response = oas31.ResponseObject;
type Ref = oas31.ReferenceObject;

/** What a reference within the document stands for. */
const resolved = <T extends object>(document: oas31.OpenAPIObject, one: T | Ref): T => {
  if (!('$ref' in one)) return one;
  const [, ...path] = one.$ref.split('/');
  return path.reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document) as T;
};

const PLACES: Readonly<Record<string, string>> = {
  path: '路径 path',
  query: '查询 query',
  header: '头 header',
};

const parametersTable = (document: oas31.OpenAPIObject, { operation }: Shown): Html | string => {
  const parameters = (operation.parameters ?? []).map((one) => resolved<Parameter>(document, one));
  if (parameters.length === 0) return '';
  return html`<h4>参数 Parameters</h4><table><thead><tr><th>参数 Parameter</th><th>类型 Type</th><th>含义 Meaning</th></tr></thead><tbody>${parameters.map(
    ({ name, in: place, required, schema, description }) =>
      html`<tr><td><code>${name}</code> <span class="soft">${PLACES[place]}</span>${mustMark(required === true)}</td><td>${typeOf(schema as Schema)}</td><td>${inBoth(description ?? '')}</td></tr>`,
  )}</tbody></table>`;
};

const body = (document: oas31.OpenAPIObject, { operation }: Shown): Html | string => {
  const content = (operation.requestBody as oas31.RequestBodyObject | undefined)?.content['application/json'];
  if (!content?.schema) return '';
  const { $ref } = content.schema as Schema;
  const name = $ref && nameIn($ref);
  return html`<h4 id="${name ? `schema-${name}` : `body-${operation.operationId}`}">内容 Body ${name ? html`<code>${name}</code>` : ''}</h4>
${fieldsTable(resolved<Schema>(document, content.schema), true)}
<h4>示例 Example</h4>${json(content.example)}`;
};

const success = (status: string, response: Response): Html => {
  const [type, content] = Object.entries(response.content ?? {})[0] ?? [];
  const headers = Object.keys(response.headers ?? {});
  return html`<h4>答复 Answer <code>${status}</code> ${inBoth(response.description)}</h4>
<p><code>${type}</code> ${typeOf(content?.schema as Schema)} <span class="soft">${headers.join(', ')}</span></p>
${content?.example === undefined ? '' : json(content.example)}`;
};

/** One route: what it is, who may ask, what it takes, what it answers. */
export const operationArticle = (document: oas31.OpenAPIObject, shown: Shown): Html => {
  const { method, path, operation } = shown;
  const responses = Object.entries((operation.responses ?? {}) as Record<string, Response | Ref>);
  const errors = responses.filter(([, response]) => '$ref' in response) as [string, Ref][];
  const answers = responses.filter(([, response]) => !('$ref' in response)) as [string, Response][];
  return html`<article id="${operation.operationId}">
<h3><span class="method ${method}">${method.toUpperCase()}</span><code>${path}</code></h3>
<p>${inBoth(operation.summary ?? '')}</p>
${paragraphs(operation.description ?? '')}
${parametersTable(document, shown)}
${body(document, shown)}
${answers.map(([status, response]) => success(status, response))}
${
  errors.length === 0
    ? ''
    : html`<h4>出错 Errors</h4><p>${errors.map(([status, { $ref }], i) => html`${i > 0 ? '、' : ''}<a href="#error-${nameIn($ref)}">${status}</a>`)}</p>`
}
</article>
`;
};
