import { themes, usualSettings } from '@/domain/site/settings';
import { orders } from '@/domain/site/site-choices';
import { Select } from '@/ui/Select';
import { Switch } from '@/ui/Switch';
import { orderText, text, themeText } from '@/ui/text';
import { Card } from './Card';
import heading from './Heading.module.css';
import { OneOf } from './OneOf';
import type { OptionsState } from './state';

export interface AppearanceSectionProps {
  readonly state: OptionsState;
}

export function AppearanceSection({ state }: AppearanceSectionProps) {
  const { theme, badge, order } = state.view.value?.settings ?? usualSettings;
  return (
    <>
      <h2 class={heading.section}>{text.appearance}</h2>
      <Card>
        <OneOf
          label={text.theme}
          value={theme}
          options={themes}
          nameOf={(one) => themeText[one]}
          onChange={(one) => void state.chooseSettings({ theme: one })}
        />
        <Switch
          name={text.badge}
          help={text.badgeHelp}
          on={badge}
          onChange={(on) => void state.chooseSettings({ badge: on })}
        />
        <Select
          label={text.newOrder}
          help={text.newOrderHelp}
          value={order}
          options={orders}
          nameOf={(one) => orderText[one]}
          onChange={(one) => void state.chooseSettings({ order: one })}
        />
      </Card>
    </>
  );
}
