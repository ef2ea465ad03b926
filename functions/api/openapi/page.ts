import { html, raw } from 'hono/html';
import type { oas31 } from 'zod-openapi';
import { operationArticle, type Shown } from './page-operation.ts';
import { fieldsTable, type Schema, typeOf } from './page-schema.ts';
import { STYLE } from './page-style.ts';
import { type Html, inBoth, json, paragraphs } from './page-text.ts';
import { TAGS } from './tags.ts';

const operationsOf = (document: oas31.OpenAPIObject): Shown[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, oas31.OperationObject>).map(([method, operation]) => ({
      method,
      path,
      operation,
    })),
  );

/** The groups in the order in which the document names them, each with its routes. */
const groupsOf = (document: oas31.OpenAPIObject) => {
  const operations = operationsOf(document);
  return (document.tags ?? []).map((tag) => ({
    ...tag,
    id: `tag-${tag.name.replaceAll(' ', '-')}`,
    zh: TAGS[tag.name]?.zh ?? tag.name,
    operations: operations.filter(({ operation }) => operation.tags?.includes(tag.name)),
  }));
};

/** Schemas that are no body: those stand with their routes. */
const listedSchemas = (document: oas31.OpenAPIObject): [string, Schema][] => {
  const bodies = new Set(
    operationsOf(document).map(({ operation }) => {
      const content = (operation.requestBody as oas31.RequestBodyObject | undefined)?.content;
      return (content?.['application/json']?.schema as Schema | undefined)?.$ref;
    }),
  );
  const schemas = Object.entries((document.components?.schemas ?? {}) as Record<string, Schema>);
  return schemas.filter(([name]) => !bodies.has(`#/components/schemas/${name}`));
};

const contents = (document: oas31.OpenAPIObject): Html => html`<nav aria-label="目录 Contents">
<h2 id="contents">目录 <span class="en" lang="en">Contents</span></h2>
${groupsOf(document).map(
  ({
    id,
    zh,
    name,
    operations,
  }) => html`<h3><a href="#${id}">${zh}</a> <span class="en" lang="en">${name}</span></h3>
<ul>${operations.map(
    ({ method, path, operation }) =>
      html`<li><span class="method ${method}">${method.toUpperCase()}</span><a href="#${operation.operationId}"><code>${path}</code></a> ${operation.summary?.split(' · ')[0]}</li>`,
  )}</ul>`,
)}
<h3><a href="#errors">出错的答复</a> <span class="en" lang="en">Errors</span></h3>
<h3><a href="#schemas">数据结构</a> <span class="en" lang="en">Schemas</span></h3>
<ul class="schemas">${listedSchemas(document).map(([name]) => html`<li><a href="#schema-${name}">${name}</a></li>`)}</ul>
</nav>`;

const errors = (document: oas31.OpenAPIObject): Html => {
  const responses = Object.entries(
    (document.components?.responses ?? {}) as Record<string, oas31.ResponseObject>,
  );
  return html`<section><h2 id="errors">出错的答复 <span class="en" lang="en">Errors</span></h2>
${responses.map(([name, { description, headers, content }]) => {
  const problem = content?.['application/problem+json'];
  const status = (problem?.example as { status: number } | undefined)?.status;
  return html`<article id="error-${name}"><h3><code>${status}</code> ${name}</h3><p>${inBoth(description)}</p>
<p class="soft">${Object.keys(headers ?? {}).join(', ')}</p>${json(problem?.example)}</article>`;
})}</section>`;
};

const schemas = (
  document: oas31.OpenAPIObject,
): Html => html`<section><h2 id="schemas">数据结构 <span class="en" lang="en">Schemas</span></h2>
${listedSchemas(document).map(
  ([
    name,
    schema,
  ]) => html`<article id="schema-${name}"><h3><code>${name}</code></h3><p>${inBoth(schema.description ?? '')}</p>
${schema.properties ? fieldsTable(schema, false) : html`<p>${typeOf(schema)} ${schema.pattern ? html`<code>${schema.pattern}</code>` : ''}</p>`}</article>`,
)}</section>`;

/** The document as a page to read: no script, nothing from elsewhere. */
export const docsPage = async (document: oas31.OpenAPIObject): Promise<string> => {
  const { title, version, description } = document.info;
  const page = html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} ${version}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header><h1>${title} <small>${version}</small></h1>
<p>基址 <span class="en" lang="en">base</span> <code>${document.servers?.[0]?.url}</code> · <a href="openapi.json">openapi.json</a> · OpenAPI ${document.openapi} · ${document.info.license?.identifier}</p>
${paragraphs(description ?? '')}</header>
${contents(document)}
<main>
${groupsOf(document).map(
  ({
    id,
    zh,
    name,
    description: about,
    operations,
  }) => html`<section><h2 id="${id}">${zh} <span class="en" lang="en">${name}</span></h2>
<p>${inBoth(about ?? '')}</p>
${operations.map((shown) => operationArticle(document, shown))}</section>`,
)}
${errors(document)}
${schemas(document)}
</main>
</body>
</html>
`;
  return String(await page);
};
