/** The tools as buttons, each with its key. */

import type { ComponentChildren } from "preact";
import { type Key, t, word } from "../i18n";
import { PRESETS } from "../viewer/tone";
import { deleteBox, toggleBox } from "./acts";
import type { Case } from "./case";
import { redo, undo } from "./history";

interface ToolProps {
  label: Key;
  hotkey: string;
  on?: boolean;
  disabled?: boolean;
  act: () => void;
}

function Tool({ label, hotkey, on, disabled, act }: ToolProps) {
  return (
    <button
      type="button"
      class="tool"
      aria-pressed={on}
      disabled={disabled}
      onClick={act}
      title={`${t(label)} (${hotkey})`}
    >
      <kbd>{hotkey}</kbd>
      <span>{t(label)}</span>
    </button>
  );
}

/** A tool that works only while it is held. */
function HeldTool({
  label,
  hotkey,
  on,
  hold,
}: {
  label: Key;
  hotkey: string;
  on: boolean;
  hold: (on: boolean) => void;
}) {
  return (
    <button
      type="button"
      class="tool"
      aria-pressed={on}
      title={`${t(label)} (${hotkey})`}
      onPointerDown={() => hold(true)}
      onPointerUp={() => hold(false)}
      onPointerLeave={() => hold(false)}
    >
      <kbd>{hotkey}</kbd>
      <span>{t(label)}</span>
    </button>
  );
}

function Group({ children }: { children: ComponentChildren }) {
  return <div class="tool-group">{children}</div>;
}

function Views({ open }: { open: Case }) {
  const pictures = open.scan.value?.pictures ?? [];
  if (pictures.length < 2) return null;
  return (
    <Group>
      {pictures.map((picture, i) => (
        <button
          key={picture.file + String(i)}
          type="button"
          class="tool"
          aria-pressed={open.view.value === i}
          title={picture.file}
          onClick={() => {
            open.view.value = i;
          }}
        >
          {picture.role === "single" ? t("desk.view.n", { n: i + 1 }) : word("desk.view", picture.role)}
        </button>
      ))}
    </Group>
  );
}

export function Toolbar({ open }: { open: Case }) {
  const { stage } = open;
  const tone = stage.tone.value;
  const history = open.history.value;
  const mine = open.mine.value;
  const plain = stage.status.value === "no-graphics";
  return (
    <div class="toolbar" role="toolbar" aria-label={t("keys.picture")}>
      <Views open={open} />
      <Group>
        {PRESETS.map((preset, i) => (
          <Tool
            key={preset}
            label={`tool.${preset}`}
            hotkey={String(i + 1)}
            on={tone.preset === preset}
            disabled={plain}
            act={() => stage.choose(preset)}
          />
        ))}
      </Group>
      <Group>
        <Tool
          label="tool.invert"
          hotkey="I"
          on={tone.invert}
          disabled={plain}
          act={() => stage.toggle("invert")}
        />
        <Tool label="tool.thin" hotkey="T" on={tone.thin} disabled={plain} act={() => stage.toggle("thin")} />
        <HeldTool label="tool.edges" hotkey="9" on={tone.edges} hold={(on) => stage.hold(on)} />
        <HeldTool
          label="tool.hideMarks"
          hotkey="X"
          on={stage.marksHidden.value}
          hold={(on) => {
            stage.marksHidden.value = on;
          }}
        />
      </Group>
      <Group>
        <Tool label="tool.fit" hotkey="0" act={() => stage.fit()} />
        <Tool label="tool.one" hotkey="Z" act={() => stage.oneToOne()} />
        <Tool label="tool.standard" hotkey="␣" act={() => stage.standard()} />
      </Group>
      <Group>
        <Tool
          label="tool.box"
          hotkey="B"
          on={open.drawing.value}
          disabled={!mine}
          act={() => toggleBox(open)}
        />
        <Tool
          label="tool.delete"
          hotkey="Del"
          disabled={!mine || history.present.length === 0}
          act={() => deleteBox(open)}
        />
        <Tool
          label="tool.undo"
          hotkey="^Z"
          disabled={history.past.length === 0}
          act={() => {
            open.history.value = undo(open.history.value);
          }}
        />
        <Tool
          label="tool.redo"
          hotkey="^Y"
          disabled={history.future.length === 0}
          act={() => {
            open.history.value = redo(open.history.value);
          }}
        />
      </Group>
    </div>
  );
}
