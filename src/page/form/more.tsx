/** What few need, folded behind a line that says how it stands. */
import type { ComponentChildren } from "preact";
import { DOWN, Icon } from "../ui/icons.tsx";

interface MoreProps {
  title: string;
  line: string;
  children: ComponentChildren;
}

export function More({ title, line, children }: MoreProps) {
  return (
    <details class="more">
      <summary>
        <span>{title}</span>
        <span class="soft">{line}</span>
        <Icon shape={DOWN} />
      </summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}
