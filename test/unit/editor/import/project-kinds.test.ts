import assert from "node:assert/strict";
import { test } from "node:test";
import { projectKinds, shown } from "../../../../src/editor/import/project-kinds.ts";

const cases: [files: string, platform: NodeJS.Platform, found: string][] = [
  ["package.json", "linux", "Node.js: npm install"],
  ["package.json package-lock.json", "linux", "Node.js: npm install"],
  ["package.json yarn.lock", "linux", "Node.js: yarn install"],
  ["package.json pnpm-lock.yaml", "linux", "Node.js: pnpm install"],
  ["package.json bun.lockb", "linux", "Node.js: bun install"],
  ["Gemfile package.json", "linux", "Ruby: bundle install | Node.js: npm install"],
  ["requirements.txt", "linux", "Python: python3 -m venv .venv; .venv/bin/python -m pip install -r requirements.txt"],
  ["requirements.txt", "win32", "Python: py -m venv .venv; .venv\\Scripts\\python -m pip install -r requirements.txt"],
  ["requirements.txt uv.lock pyproject.toml", "linux", "Python: uv sync"],
  ["poetry.lock pyproject.toml", "linux", "Python: poetry install"],
  ["Pipfile", "linux", "Python: pipenv install"],
  ["pyproject.toml", "linux", "Python: "],
  ["pom.xml mvnw", "linux", "Java (Maven): ./mvnw -B -DskipTests package"],
  ["pom.xml mvnw", "win32", "Java (Maven): .\\mvnw.cmd -B -DskipTests package"],
  ["pom.xml", "darwin", "Java (Maven): mvn -B -DskipTests package"],
  ["build.gradle.kts gradlew", "linux", "Java (Gradle): ./gradlew assemble"],
  ["go.mod main.go", "linux", "Go: go mod download"],
  ["composer.json index.php", "linux", "PHP: composer install"],
  ["shop.csproj", "linux", ".NET: dotnet restore"],
  ["Cargo.toml", "linux", "Rust: cargo fetch"],
  ["mix.exs", "linux", "Elixir: mix deps.get"],
  ["index.html", "linux", "Static site: "],
  ["README.md Procfile", "linux", ""],
];

for (const [files, platform, found] of cases) {
  test(`${files} on ${platform}`, () => {
    const kinds = projectKinds({ files: new Set(files.split(" ")), platform });
    const words = kinds.map(({ name, install }) => `${name}: ${install.map(shown).join("; ")}`).join(" | ");
    assert.equal(words, found);
  });
}
