import type { ReactNode } from 'react';
import {
  Dialog as AriaDialog,
  Heading,
  Modal,
  ModalOverlay,
  type DialogProps as AriaDialogProps,
} from 'react-aria-components';
import { Button } from './button';
import { cx } from './cx';
import styles from './dialog.module.css';

interface DialogProps {
  title: ReactNode;
  open: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons, the one that goes ahead last. */
  actions?: ReactNode;
  /** `alertdialog` for a question that must be answered. */
  role?: AriaDialogProps['role'];
  /** The whole screen: for showing something to a room. */
  full?: boolean;
  /** The word on a button beside the title that closes it. */
  closer?: ReactNode;
}

export function Dialog(props: DialogProps) {
  const { title, open, onClose, children, actions, role, full = false, closer } = props;
  return (
    <ModalOverlay
      className={styles.overlay ?? ''}
      isOpen={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      isDismissable
    >
      <Modal className={cx(styles.sheet, full && styles.full)}>
        <AriaDialog className={styles.dialog ?? ''} role={role ?? 'dialog'}>
          <div className={styles.head}>
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {closer !== undefined && <Button onPress={onClose}>{closer}</Button>}
          </div>
          <div className={styles.body}>{children}</div>
          {actions !== undefined && <div className={styles.actions}>{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
