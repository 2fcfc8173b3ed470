namespace Mailstead.Mime.Text;

public enum TextFileEncoding { Uuencode, Yenc }
