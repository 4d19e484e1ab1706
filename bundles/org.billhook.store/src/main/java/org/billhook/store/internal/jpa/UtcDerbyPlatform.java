package org.billhook.store.internal.jpa;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.eclipse.persistence.internal.sessions.AbstractSession;
import org.eclipse.persistence.platform.database.DerbyPlatform;

/** Hands timestamps over as the text that {@link MomentConverter} reads, not as moments in the zone of the server. */
public final class UtcDerbyPlatform extends DerbyPlatform {

    private static final long serialVersionUID = 1L;

    @Override
    public Object getObjectFromResultSet(ResultSet result, int column, int type, AbstractSession session)
            throws SQLException {
        return type == Types.TIMESTAMP
                ? result.getString(column)
                : super.getObjectFromResultSet(result, column, type, session);
    }
}
