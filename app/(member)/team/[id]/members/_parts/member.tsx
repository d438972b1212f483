import { fullDay } from "@/app/_copy/dates";
import { MEMBER_ROLE, REMOVE_REASON, memberWords as w } from "@/app/_copy/members";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Select } from "@/app/_ui/field";
import { MEMBER_ROLES, type MemberRole, REMOVE_REASONS } from "@/server/organisations/members/schema";

type View = {
  personId: string;
  name: string;
  role: MemberRole;
  since: Date;
  hasPhone: boolean;
  isMe: boolean;
};

/** One member, with what may be done behind one button. A manager looks after members only. */
export function Member({
  member,
  organisationId,
  to,
  mayName,
  mayRead,
  now,
}: {
  member: View;
  organisationId: string;
  to: string;
  mayName: boolean;
  /** Their record is for those who run the team. */
  mayRead: boolean;
  now: Date;
}) {
  const dialog = `m-${member.personId}`;
  const hidden = { personId: member.personId, subject: member.personId };
  const action = (act: string) => `/api/team/${organisationId}/${act}`;
  const manages = !member.isMe && (mayName || member.role === "member");
  return (
    <li className="who">
      <span className="av" aria-hidden="true">
        {member.name.slice(0, 1)}
      </span>
      <div>
        {mayRead ? (
          <a className="taplink" href={`/team/${organisationId}/people/${member.personId}`}>
            {member.name}
          </a>
        ) : (
          member.name
        )}
        {member.isMe ? ` · ${w.me}` : ""}
        <div className="note">{`${MEMBER_ROLE[member.role]} · ${w.since(fullDay(member.since, now))}`}</div>
        {member.hasPhone ? null : (
          <Chip icon="phone" tone="plain">
            {w.noPhone}
          </Chip>
        )}
      </div>
      {manages ? (
        <>
          <ButtonLink href={`#${dialog}`} data-opens={dialog} small>
            {w.manage}
            <span className="sr">{member.name}</span>
          </ButtonLink>
          <Dialog id={dialog} title={w.manageOf(member.name)}>
            {mayName && member.hasPhone ? (
              <ActForm action={action("role")} to={to} hidden={hidden} className="form">
                <Select
                  id={`role-${member.personId}`}
                  name="role"
                  label={w.asWhat}
                  hint={w.asWhatHint}
                  options={MEMBER_ROLES.filter((role) => role !== member.role).map((role) => ({
                    value: role,
                    label: MEMBER_ROLE[role],
                  }))}
                />
                <Button wide>{w.setRole}</Button>
              </ActForm>
            ) : null}
            <ActForm action={action("remove")} to={to} hidden={hidden} className="form">
              <h3>{w.removeTitle}</h3>
              <p className="note">{w.removeText}</p>
              <Select
                id={`why-${member.personId}`}
                name="reason"
                label={w.why}
                options={REMOVE_REASONS.map((reason) => ({ value: reason, label: REMOVE_REASON[reason] }))}
              />
              <Button wide tone="line">
                {w.removeSure}
              </Button>
            </ActForm>
          </Dialog>
        </>
      ) : null}
    </li>
  );
}
