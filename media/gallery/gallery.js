// The list of templates beside the details of one. Everything shown is set as text.
const vscode = acquireVsCodeApi();
const { entries, words } = JSON.parse(document.getElementById("data").textContent);
const [search, list, details, count] = ["search", "list", "details", "count"].map((id) => document.getElementById(id));
const remembered = vscode.getState() ?? {};
let selected = entries.find(({ id }) => id === remembered.selected) ?? entries[0];
let shown = entries;
search.value = remembered.search ?? "";

search.addEventListener("input", filter);
search.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") {
    event.preventDefault();
    list.focus();
  }
  if (event.key === "Enter" && shown.includes(selected)) use();
});
list.addEventListener("keydown", (event) => {
  const at = shown.indexOf(selected);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown.length - 1 }[event.key];
  if (event.key === "Enter") use();
  if (event.key === "ArrowUp" && at === 0) search.focus();
  else if (shown[to]) select(shown[to]);
  if (to !== undefined) event.preventDefault();
});
filter();
search.focus();

function filter() {
  const wanted = search.value.toLowerCase().split(/\s+/);
  shown = entries.filter(({ text }) => wanted.every((word) => text.includes(word)));
  const templates = shown.filter(({ isElsewhere }) => !isElsewhere).length;
  count.textContent = templates === 1 ? words.one : words.many.replace("{0}", templates);
  list.replaceChildren(...shown.map(option));
  if (shown.length === 0) details.replaceChildren(element("p", words.nothing));
  else select(shown.includes(selected) ? selected : shown[0]);
}

function option(entry) {
  const item = element("li", entry.title, { id: `template-${entry.id}`, role: "option", className: entry.isElsewhere ? "elsewhere" : "" });
  item.append(element("span", entry.subtitle));
  item.addEventListener("click", () => {
    select(entry);
    list.focus();
  });
  item.addEventListener("dblclick", use);
  return item;
}

function select(entry) {
  selected = entry;
  vscode.setState({ selected: entry.id, search: search.value });
  for (const item of list.children) {
    const isSelected = item.id === `template-${entry.id}`;
    item.classList.toggle("selected", isSelected);
    item.setAttribute("aria-selected", String(isSelected));
    if (isSelected) item.scrollIntoView({ block: "nearest" });
  }
  list.setAttribute("aria-activedescendant", `template-${entry.id}`);
  showDetails(entry);
}

function showDetails({ title, description, note, facts, variables, action }) {
  const button = element("button", action, { type: "button" });
  button.addEventListener("click", use);
  details.replaceChildren(
    element("h2", title),
    element("p", description),
    ...(note ? [element("p", note, { className: "note" })] : []),
    button,
    ...facts.flatMap(({ name, text }) => [element("h3", name), element("p", text)]),
    ...(variables.length > 0 ? [element("h3", words.variables), table(variables)] : []),
  );
  details.scrollTop = 0;
}

function table(variables) {
  const rows = element("dl", "");
  for (const { key, about, how } of variables) {
    const term = element("dt", "");
    term.append(element("code", key));
    const data = element("dd", about ? `${about} ` : "");
    data.append(element("span", how, { className: "quiet" }));
    rows.append(term, data);
  }
  return rows;
}

function use() {
  vscode.postMessage({ use: selected.id });
}

function element(name, text, properties = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, properties);
}
