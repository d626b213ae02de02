package drolt.figure;

import java.awt.Dimension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A figure as vectors, its letters as text; what is to be seen stands in words in the description. */
final class SvgWriter {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final String OWN = "https://drolt.invalid/ns/provenance"; // a name, no place

    private SvgWriter() {}

    static byte[] bytes(Figure figure, Provenance provenance) throws IOException {
        Document document = document();
        FigurePainter painter = new FigurePainter(figure);
        Dimension size = painter.size();
        SvgCanvas canvas = new SvgCanvas(document, painter.texts());
        canvas.setSVGCanvasSize(size);
        painter.paint(canvas);
        Element root = canvas.getRoot();
        root.setAttribute("viewBox", "0 0 " + size.width + " " + size.height);
        root.setAttribute("role", "img");
        root.setAttribute("aria-label", figure.caption());
        Node first = root.getFirstChild();
        root.insertBefore(element(document, "desc", figure.description()), first);
        root.insertBefore(metadata(document, provenance), first);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        serialize(root, out);
        return out.toByteArray();
    }

    /** Not by the canvas: that would name a document type elsewhere in the network. */
    private static void serialize(Element root, OutputStream out) throws IOException {
        try {
            TransformerFactory.newInstance().newTransformer().transform(new DOMSource(root), new StreamResult(out));
        } catch (TransformerException e) {
            throw new IOException("the picture cannot be written as XML: " + e.getMessage(), e);
        }
    }

    private static Document document() throws IOException {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IOException("no XML in this Java", e);
        }
    }

    private static Element element(Document document, String name, String text) {
        Element element = document.createElementNS(NAMESPACE, name);
        element.appendChild(document.createTextNode(text));
        return element;
    }

    private static Element metadata(Document document, Provenance provenance) {
        Element metadata = document.createElementNS(NAMESPACE, "metadata");
        Element root = document.createElementNS(OWN, "drolt:provenance");
        root.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:drolt", OWN);
        add(root, "drolt:command", provenance.command());
        provenance.runs().forEach(run -> add(root, "drolt:run", run));
        add(root, "drolt:version", provenance.version());
        metadata.appendChild(root);
        return metadata;
    }

    private static void add(Element root, String name, String text) {
        Element element = root.getOwnerDocument().createElementNS(OWN, name);
        element.appendChild(root.getOwnerDocument().createTextNode(text));
        root.appendChild(element);
    }
}
