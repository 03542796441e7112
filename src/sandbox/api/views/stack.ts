import type { Stack } from "../../catalogue/stacks.ts";

const since = "2024-06-04T12:00:00Z";

export const stackView = (stack: Stack) => ({
  created_at: since,
  default: stack.isDefault,
  id: stack.id,
  name: stack.name,
  state: stack.state,
  updated_at: since,
});
