package dev.sluice.review.body;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** A body as a forge understands it: CommonMark with tables and bare addresses that become links. */
final class Rendered extends AbstractVisitor {

    private static final Parser PARSER = Parser.builder()
            .extensions(Set.of(TablesExtension.create(), AutolinkExtension.create()))
            .build();

    /** Everything that is neither code nor markup, a piece an entry. */
    final List<String> texts = new ArrayList<>();

    final List<String> codes = new ArrayList<>();
    final List<String> fences = new ArrayList<>();
    final List<String> headings = new ArrayList<>();
    final List<String> links = new ArrayList<>();
    final List<String> html = new ArrayList<>();

    /** By table, the number of cells of each row. */
    final List<List<Integer>> tables = new ArrayList<>();

    private Rendered() {}

    static Rendered of(String markdown) {
        Rendered rendered = new Rendered();
        PARSER.parse(markdown).accept(rendered);
        return rendered;
    }

    @Override
    public void visit(Text text) {
        texts.add(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
        codes.add(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock fence) {
        fences.add(fence.getLiteral());
    }

    @Override
    public void visit(Heading heading) {
        Node first = heading.getFirstChild();
        headings.add(first instanceof Text text ? text.getLiteral() : "");
        visitChildren(heading);
    }

    @Override
    public void visit(Link link) {
        links.add(link.getDestination());
    }

    @Override
    public void visit(Image image) {
        links.add(image.getDestination());
    }

    @Override
    public void visit(HtmlBlock block) {
        html.add(block.getLiteral());
    }

    @Override
    public void visit(HtmlInline inline) {
        html.add(inline.getLiteral());
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock) {
            tables.add(new ArrayList<>());
        }
        visitChildren(block);
    }

    @Override
    public void visit(CustomNode node) {
        if (node instanceof TableRow) {
            tables.getLast().add(0);
        }
        if (node instanceof TableCell) {
            List<Integer> rows = tables.getLast();
            rows.set(rows.size() - 1, rows.getLast() + 1);
        }
        visitChildren(node);
    }
}
