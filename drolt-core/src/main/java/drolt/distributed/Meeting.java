package drolt.distributed;

import drolt.configuration.ConfigException;
import drolt.tensor.EngineException;
import drolt.tensor.Rendezvous;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;

/** Where processes find one another: the store of rank 0. */
final class Meeting {
    private Meeting() {}

    static Rendezvous of(Membership membership, Duration timeout) {
        boolean leads = membership.rank() == 0;
        String where = membership.host() + ":" + membership.port();
        try {
            return Rendezvous.open(membership.host(), membership.port(), leads, timeout);
        } catch (EngineException e) {
            throw new ConfigException(
                    leads
                            ? "MASTER_PORT: rank 0 cannot listen at port " + membership.port()
                                    + "; is another program using it? Choose another port"
                            : "rank " + membership.rank() + " cannot reach rank 0 at " + where + " within "
                                    + timeout.toSeconds() + " s; start it, or mend MASTER_ADDR and MASTER_PORT",
                    e);
        }
    }

    /** The address of the interface that leads to rank 0: a machine's own name may stand for its loopback. */
    static String ownAddress(Membership membership) {
        try (DatagramSocket socket = new DatagramSocket()) {
            InetAddress host = InetAddress.getByName(membership.host());
            socket.connect(new InetSocketAddress(host, membership.port())); // sends nothing
            return socket.getLocalAddress().getHostAddress();
        } catch (UnknownHostException e) {
            throw new ConfigException("MASTER_ADDR: there is no machine named " + membership.host(), e);
        } catch (IOException e) {
            throw new ConfigException(
                    "MASTER_ADDR: no network leads to " + membership.host() + ": " + e.getMessage(), e);
        }
    }
}
