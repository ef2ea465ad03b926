/** The text above the list of routes. */
export const INTRODUCTION = `易地扶贫搬迁后续扶持的一户一档、一点一档、规则结论和问题台账。

- 令牌：\`Authorization: Bearer …\`，由所配置的 OIDC 签发方签发。不在辖区的档案等于不存在（404）。
- 出错一律为 \`application/problem+json\`（RFC 9457），语言随 \`Accept-Language\`，默认中文；\`instance\` 可在日志中查到。
- 列表：\`?limit=\`（至多 200）与 \`&cursor=\`（上一页的 \`next\`，不可改动）。
- 档案的 \`version\` 即其 \`ETag\`；修改时可带 \`If-Match\`，档案已变则 412。\`Idempotency-Key\` 24 小时内保证只办理一次。
- 日期 \`YYYY-MM-DD\`（北京时间）；金额为元，至多两位小数；不认识的字段不予接受；内容至多 1 MB。
- 证件号码、电话、姓名按字段、角色、辖区遮盖；查看全文须说明用途并留痕。
- 示例均为虚构，列表只列前两项。供程序使用的文件：[openapi.json](openapi.json)。

Records, findings and the ledger of gaps for follow-up support of relocated households.

- Token: \`Authorization: Bearer …\` of the configured OIDC issuer. A record outside the caller’s areas is not there (404).
- Whatever is no success is \`application/problem+json\` (RFC 9457), in the language of \`Accept-Language\`, Chinese by default; its \`instance\` is found in the log.
- Lists: \`?limit=\` (at most 200) and \`&cursor=\` (the \`next\` of the page before, as it is).
- A record’s \`version\` is its \`ETag\`; with \`If-Match\` a change of a record that is no longer that one is 412. With an \`Idempotency-Key\` a request is done once within 24 hours.
- Dates are \`YYYY-MM-DD\` in Asia/Shanghai; money is yuan with at most two decimals; unknown fields are refused; a body has at most 1 MB.
- ID numbers, phones and names are covered by field, role and area; to see them in full takes a purpose and is put on record.
- Examples are made up; of a list they have the first two. The document for programs: [openapi.json](openapi.json).`;
